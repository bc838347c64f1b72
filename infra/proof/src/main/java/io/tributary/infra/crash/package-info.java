/**
 * The proof of exactly-once: real processes killed with -9 at every step of their work, beside a
 * twin that nobody disturbs.
 *
 * <p>Enter at {@link io.tributary.infra.crash.CrashSweep}. What runs in the killed process is in
 * {@code gate}.
 */
package io.tributary.infra.crash;
