/**
 * One forward pass, and its backward pass if it trains: the BERT encoder as array operations over
 * frozen weights, the LoRA adapters added to its layers, and the scope that owns every array on the
 * way. Enter at {@link io.tributary.schemas.model.graph.GraphScope}. Only {@code Torch} may import
 * DJL's PyTorch engine.
 */
package io.tributary.schemas.model.graph;
