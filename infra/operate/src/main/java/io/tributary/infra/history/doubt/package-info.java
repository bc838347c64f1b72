/**
 * Finds clusters whose tasks a clustering cannot tell apart.
 *
 * <p>Enter at {@link io.tributary.infra.history.doubt.ClusterDoubts}. Pure: must not import a
 * clock.
 */
package io.tributary.infra.history.doubt;
