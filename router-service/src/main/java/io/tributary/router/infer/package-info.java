/**
 * Computes embeddings and answers with the base model behind a queue, one computation at a time.
 *
 * <p>Enter at {@link io.tributary.router.infer.Inference}. The only package of the router that
 * imports the base model. Must not import DJL, Kafka or HTTP.
 */
package io.tributary.router.infer;
