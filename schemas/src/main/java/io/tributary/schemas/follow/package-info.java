/**
 * Follows what the stream publishes: cluster states, complete adapter versions and, where wanted,
 * decisions. One consumer thread per process, shared by all that is hosted in it.
 *
 * <p>Enter at {@link io.tributary.schemas.follow.FederationFollower}. {@code AdapterAssembly} is
 * pure. Must not import DJL or Avro.
 */
package io.tributary.schemas.follow;
