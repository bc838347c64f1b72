/**
 * Benchmarks of local training and embedding: a step beside PyTorch, memory over many steps, and
 * embeddings beside ONNX Runtime's.
 */
package io.tributary.infra.bench.train;
