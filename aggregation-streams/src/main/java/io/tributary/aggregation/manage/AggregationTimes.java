package io.tributary.aggregation.manage;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.id.ClusterId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Measures how long aggregation takes: from the first order to merge a closed window until its
 * version is published. A version whose window another process closed, or this one before its
 * start, is not measured.
 */
final class AggregationTimes {
  static final Duration[] BUCKETS = {
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30),
    Duration.ofMinutes(5)
  };

  /** Only members' updates close windows; this many clusters no contract allows. */
  private static final int MOST = 10_000;

  private final LongSupplier nanos;
  private final Timer duration;
  private final Map<ClusterId, Begun> begun = new HashMap<>();

  private record Begun(int version, long at) {}

  AggregationTimes(MeterRegistry registry, LongSupplier nanos) {
    this.nanos = nanos;
    duration =
        Timer.builder("tributary.aggregation.duration")
            .description("time from the close of a window until its version is published")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
  }

  synchronized void ordered(ChunkCommand order) {
    order.accept(new Begin());
  }

  /** Commands for a closed window begin its aggregation; the others say nothing about time. */
  private final class Begin implements ChunkCommand.Visitor<Optional<Begun>> {
    @Override
    public Optional<Begun> measure(ChunkCommand.Measure measure) {
      return begin(measure.key().cluster(), measure.version());
    }

    @Override
    public Optional<Begun> close(ChunkCommand.Close close) {
      return begin(close.key().cluster(), close.version());
    }

    @Override
    public Optional<Begun> apply(ChunkCommand.Apply apply) {
      return Optional.empty();
    }

    @Override
    public Optional<Begun> inspect(ChunkCommand.Inspect inspect) {
      return Optional.empty();
    }

    @Override
    public Optional<Begun> drop(ChunkCommand.Drop drop) {
      return Optional.empty();
    }
  }

  /** Later orders about the same version change nothing. */
  private Optional<Begun> begin(ClusterId cluster, int version) {
    Begun known = begun.get(cluster);
    boolean room = known != null || begun.size() < MOST;
    if (room && (known == null || known.version() != version)) {
      begun.put(cluster, new Begun(version, nanos.getAsLong()));
    }
    return Optional.ofNullable(begun.get(cluster));
  }

  synchronized void published(AdapterManifest manifest) {
    Begun known = begun.remove(manifest.version().cluster());
    if (known != null && known.version() == manifest.version().version()) {
      duration.record(nanos.getAsLong() - known.at(), TimeUnit.NANOSECONDS);
    }
  }
}
