/**
 * Implements pFLAlign's client side (arXiv 2605.02143; ALGORITHMS.md, "pFLAlign"): a client's
 * personal offset from its cluster's adapter, a preconditioner by signal and noise, and the part of
 * the offset that each step takes back.
 *
 * <p>Enter at {@link io.tributary.worker.align.AlignedDescent}. Plain arithmetic on arrays: it must
 * not import Kafka, Avro, DJL or a logger.
 */
package io.tributary.worker.align;
