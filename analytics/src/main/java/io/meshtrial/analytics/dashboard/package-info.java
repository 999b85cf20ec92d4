/**
 * What people and the rollout read: results over REST and server-sent events, one origin with the page.
 */
@NullMarked
package io.meshtrial.analytics.dashboard;

import org.jspecify.annotations.NullMarked;
