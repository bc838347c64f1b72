/**
 * Proves exactly-once processing: it kills real processes with -9 at every step of their work and
 * compares the outcome with an undisturbed twin.
 *
 * <p>Enter at {@link io.tributary.infra.crash.CrashSweep}. The code that runs in the killed process
 * is in {@code gate}.
 */
package io.tributary.infra.crash;
