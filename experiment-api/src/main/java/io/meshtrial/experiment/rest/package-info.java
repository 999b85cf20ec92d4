/** What every part of the REST API keeps to: problems, entity tags, cursors, idempotent POSTs, trace ids. */
@NullMarked
package io.meshtrial.experiment.rest;

import org.jspecify.annotations.NullMarked;
