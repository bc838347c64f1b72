/**
 * Follows what the aggregator publishes: cluster states, complete adapter versions and, on demand,
 * decisions and personal starts. A process has one follower thread, which all clients in it share.
 *
 * <p>Enter at {@link io.tributary.schemas.follow.FederationFollower}. {@code AdapterAssembly} is
 * pure. It must not import DJL or Avro.
 */
package io.tributary.schemas.follow;
