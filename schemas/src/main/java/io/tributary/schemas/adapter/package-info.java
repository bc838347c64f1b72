/**
 * Represents a LoRA adapter as numbers: the linear layers that it changes ({@link
 * io.tributary.schemas.adapter.AdapterLayout}), its values as one flat float array ({@link
 * io.tributary.schemas.adapter.LoraAdapter}) and the immutable name of a published version ({@link
 * io.tributary.schemas.adapter.AdapterVersion}).
 *
 * <p>Enter at {@code LoraAdapter}. It must not import Kafka, Avro or DJL.
 */
package io.tributary.schemas.adapter;
