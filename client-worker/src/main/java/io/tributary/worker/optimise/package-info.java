/**
 * Optimisers on plain float arrays, and what changes a gradient before it reaches one.
 *
 * <p>Enter at {@link io.tributary.worker.optimise.Optimiser}: those that take another one as {@code
 * next} can be stacked. Must not import anything but the JDK.
 */
package io.tributary.worker.optimise;
