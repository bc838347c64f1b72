package io.tributary.worker;

import io.tributary.worker.data.row.DataFeed;
import io.tributary.worker.exchange.UpdateSink;
import io.tributary.worker.exchange.UpdateWriter;
import io.tributary.worker.slot.ClientProgress;
import io.tributary.worker.slot.LossEvaluator;
import io.tributary.worker.slot.SlotTrainer;
import io.tributary.worker.state.ClientState;
import java.time.Clock;

/** The parts that a {@link ClientWorker} uses; the worker closes the state and the sink. */
public record ClientParts(
    DataFeed feed,
    ClientState state,
    SlotTrainer trainer,
    LossEvaluator losses,
    UpdateWriter writer,
    UpdateSink sink,
    ClientProgress progress,
    Clock clock) {}
