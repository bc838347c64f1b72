/**
 * Reads a federation's topics for people and writes their decisions. Enter at {@link
 * io.tributary.infra.operate.FederationReader}. {@code history} interprets the records.
 */
package io.tributary.infra.operate;
