/**
 * Scores trained adapters: it routes each test row to an adapter, with the router's own code, and
 * evaluates the answers.
 *
 * <p>Enter at {@link io.tributary.infra.experiment.score.FederationScorer}.
 */
package io.tributary.infra.experiment.score;
