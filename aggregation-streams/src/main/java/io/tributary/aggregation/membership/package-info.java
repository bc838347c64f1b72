/**
 * Decides which key each client's records must be signed with: the first one that it uses, or the
 * one that an operator registered.
 *
 * <p>Enter at {@link io.tributary.aggregation.membership.ClientKeys}. Pure: must not import any
 * other package of the aggregator but {@code gate}.
 */
package io.tributary.aggregation.membership;
