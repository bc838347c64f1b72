/**
 * One client's slots: the rows of each, the centroid that is announced for it, and its rounds of
 * training. Enter at {@link io.tributary.worker.slot.SlotRounds}. Must not import Kafka or DJL.
 */
package io.tributary.worker.slot;
