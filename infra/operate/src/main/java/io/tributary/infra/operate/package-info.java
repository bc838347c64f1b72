/**
 * Reads a federation's topics for people and writes what people decide. Enter at {@link
 * io.tributary.infra.operate.FederationReader}. What the records mean is told by {@code history}.
 */
package io.tributary.infra.operate;
