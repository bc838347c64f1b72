/**
 * Implements optimisers on plain float arrays, and the changes to a gradient before it reaches one.
 *
 * <p>Enter at {@link io.tributary.worker.optimise.Optimiser}; those that take another one as {@code
 * next} can be stacked. It must not import anything but the JDK.
 */
package io.tributary.worker.optimise;
