/**
 * pFLAlign's client side (arXiv 2605.02143; ALGORITHMS.md, "pFLAlign"): a client's personal offset
 * from its cluster's adapter, a preconditioner by signal and noise, and how much of the offset each
 * step takes back.
 *
 * <p>Enter at {@link io.tributary.worker.align.AlignedDescent}. Plain arithmetic on arrays: must
 * not import Kafka, Avro, DJL or a logger.
 */
package io.tributary.worker.align;
