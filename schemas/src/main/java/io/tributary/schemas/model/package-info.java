/**
 * Runs the frozen base model in native memory, with LoRA adapters on top: it turns texts into
 * embeddings of length 1 and builds the differentiable graph that training needs.
 *
 * <p>Enter at {@link io.tributary.schemas.model.BaseModel}, then {@link
 * io.tributary.schemas.model.TextEmbedder} and {@link io.tributary.schemas.model.OptionScorer};
 * neither exposes a DJL type. Training code builds graphs from {@link
 * io.tributary.schemas.model.graph.GraphScope}, {@link
 * io.tributary.schemas.model.graph.BertEncoder} and {@link
 * io.tributary.schemas.model.graph.AdapterForward}.
 *
 * <p>It must not import Kafka or Avro. Only {@code Torch} may import DJL's PyTorch engine. No class
 * may call the {@code Number} overloads of {@code NDArray}'s arithmetic: inside a graph they give
 * wrong gradients whenever a garbage collection falls between forward and backward.
 */
package io.tributary.schemas.model;
