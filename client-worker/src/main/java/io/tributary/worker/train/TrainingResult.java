package io.tributary.worker.train;

import io.tributary.schemas.adapter.LoraAdapter;

/**
 * What a {@link TrainingJob} gave.
 *
 * @param adapter the trained adapter
 * @param losses mean loss of each step, before its update
 * @param tokens seen in all steps, padding not counted
 * @param stepNanos wall time inside training steps
 */
public record TrainingResult(LoraAdapter adapter, float[] losses, long tokens, long stepNanos) {}
