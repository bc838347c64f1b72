/**
 * Asks what was trained: which adapter answers which client, what it says, and what that comes to.
 *
 * <p>Enter at {@link io.tributary.infra.experiment.score.Scorer}. Routes with the router's own
 * code.
 */
package io.tributary.infra.experiment.score;
