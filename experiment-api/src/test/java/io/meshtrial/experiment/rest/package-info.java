@NullMarked
package io.meshtrial.experiment.rest;

import org.jspecify.annotations.NullMarked;
