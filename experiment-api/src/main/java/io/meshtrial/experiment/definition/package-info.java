/** What an experiment is: its question, variants, rules, states and revisions, and where they are kept. */
@NullMarked
package io.meshtrial.experiment.definition;

import org.jspecify.annotations.NullMarked;
