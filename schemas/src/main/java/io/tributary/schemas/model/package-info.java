/**
 * The frozen base model in native memory, with LoRA adapters on top: text in, unit-length
 * embeddings out, and the differentiable graph that training needs.
 *
 * <p>Enter at {@link io.tributary.schemas.model.BaseModel}, then {@link
 * io.tributary.schemas.model.TextEmbedder} and {@link io.tributary.schemas.model.OptionScorer};
 * neither shows a DJL type. Who trains builds graphs from {@link
 * io.tributary.schemas.model.graph.GraphScope}, {@link
 * io.tributary.schemas.model.graph.BertEncoder} and {@link
 * io.tributary.schemas.model.graph.AdapterForward}.
 *
 * <p>Must not import Kafka or Avro. Only {@code Torch} may import DJL's PyTorch engine, and nothing
 * here may call the {@code Number} overloads of {@code NDArray}'s arithmetic: inside a graph they
 * give wrong gradients whenever a garbage collection falls between forward and backward.
 */
package io.tributary.schemas.model;
