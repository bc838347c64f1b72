/**
 * The base model behind a queue: texts to embeddings, questions to options, one computation at a
 * time.
 *
 * <p>Enter at {@link io.tributary.router.infer.Inference}. The only package of the router that may
 * import DJL or the base model. Must not import Kafka or HTTP.
 */
package io.tributary.router.infer;
