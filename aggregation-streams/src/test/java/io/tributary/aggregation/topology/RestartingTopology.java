package io.tributary.aggregation.topology;

import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A topology whose processors are closed after every record, and made anew over their stores: as if
 * the process were killed each time, just after a commit.
 */
final class RestartingTopology extends Topology {
  @Override
  public synchronized <K, V, L, W> Topology addProcessor(
      String name, ProcessorSupplier<K, V, L, W> supplier, String... parents) {
    ProcessorSupplier<K, V, L, W> restarting = () -> new Restarting<>(supplier);
    return super.addProcessor(name, restarting, parents);
  }

  private static final class Restarting<K, V, L, W> implements Processor<K, V, L, W> {
    private final ProcessorSupplier<K, V, L, W> supplier;
    private ProcessorContext<L, W> context;
    private Processor<K, V, L, W> processor;

    Restarting(ProcessorSupplier<K, V, L, W> supplier) {
      this.supplier = supplier;
    }

    @Override
    public void init(ProcessorContext<L, W> processorContext) {
      context = processorContext;
      start();
    }

    @Override
    public void process(Record<K, V> record) {
      processor.process(record);
      processor.close();
      start();
    }

    @Override
    public void close() {
      processor.close();
    }

    private void start() {
      processor = supplier.get();
      processor.init(context);
    }
  }
}
