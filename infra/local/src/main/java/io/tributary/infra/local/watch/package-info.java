/**
 * Reads a federation's progress from its topics: rounds, windows, updates, bytes, and what it waits
 * for. Enter at {@link io.tributary.infra.local.watch.FederationLog}. Must not import DJL.
 */
package io.tributary.infra.local.watch;
