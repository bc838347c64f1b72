package io.tributary.infra.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.infra.bench.engine.MergeKernelBenchmark.Row;
import io.tributary.schemas.adapter.AdapterChunks;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergeKernelBenchmarkTest {
  @Test
  void countsTheBytesThatTheKernelTouches() {
    long[] now = {0};
    // Every chunk takes a millisecond of this clock.
    var benchmark = new MergeKernelBenchmark(() -> now[0] += 1_000_000, 2);

    List<Row> rows = benchmark.run(1, 2);

    Row one = rows.get(0);
    assertThat(one.payloadBytes()).isEqualTo(4L * AdapterChunks.FLOATS);
    assertThat(one.kernelGigabytesPerSecond())
        .isCloseTo(20 * AdapterChunks.FLOATS / 1e6, within(1e-9));
    assertThat(one.copyGigabytesPerSecond()).isEqualTo(one.kernelGigabytesPerSecond());
    assertThat(one.ratio()).isEqualTo(1);
    assertThat(one.megavaluesPerSecond()).isCloseTo(AdapterChunks.FLOATS / 1e3, within(1e-9));
    assertThat(one.inspectionGigabytesPerSecond())
        .isCloseTo(4 * AdapterChunks.FLOATS / 1e6, within(1e-9));
    assertThat(rows.get(1).payloadBytes()).isEqualTo(2 * one.payloadBytes());
    assertThat(rows.get(1).digestGigabytesPerSecond())
        .isCloseTo(one.digestGigabytesPerSecond(), within(1e-9));
  }
}
