package io.tributary.infra.bench.federation;

import io.tributary.aggregation.AggregatorApp;
import io.tributary.aggregation.topology.StreamsSettings;
import io.tributary.infra.bench.federation.SyntheticOutputs.Merged;
import io.tributary.schemas.spec.FederationSpec;
import java.io.IOException;

/**
 * Runs a federation whose slots send one update each in every round, with its aggregator in this
 * process. All updates of a round are in the log, committed at once, before the clock starts.
 */
public final class IngestRounds implements AutoCloseable {
  private static final int PARTITIONS = 4;
  private static final int WINDOW = 8;
  private static final int THREADS_OF_A_CORE = 2;

  /**
   * An adapter's size with the number of updates of it.
   *
   * @param name for people
   * @param bytes of one update
   * @param clusters that the updates are spread over
   * @param slotsOfEach slots of each cluster; each sends one update a round
   */
  public record Load(String name, long bytes, int clusters, int slotsOfEach) {
    /** Returns the number of updates of a round. */
    public int updates() {
      return clusters * slotsOfEach;
    }

    /** Returns the contract of the federation that sends them. */
    public FederationSpec spec(String federation) {
      return SyntheticContracts.rounds(federation, bytes, clusters, WINDOW);
    }
  }

  /**
   * The result of a round.
   *
   * @param megabytesPerSecond (10^6) from the commit to the last version with its updates
   * @param merged updates and versions that were awaited
   */
  public record Rate(double megabytesPerSecond, Merged merged) {}

  private final Load load;
  private final SyntheticFederation federation;
  private final AggregatorApp app;
  private int sequence;

  private IngestRounds(Load load, SyntheticFederation federation, AggregatorApp app) {
    this.load = load;
    this.federation = federation;
    this.app = app;
  }

  /** Starts the aggregator of a federation that the load's slots have joined. */
  public static IngestRounds start(ScratchBroker broker, Load load, FederationSpec spec)
      throws IOException, InterruptedException {
    var federation = new SyntheticFederation(broker.bootstrapServers(), spec, PARTITIONS);
    try {
      federation.announce(load.clusters, load.slotsOfEach);
      // While one thread waits for its commit, another one uses the core.
      var settings =
          StreamsSettings.in(broker.directory("state-" + spec.federation()))
              .withThreads(THREADS_OF_A_CORE * Runtime.getRuntime().availableProcessors());
      return new IngestRounds(load, federation, federation.aggregator(settings));
    } catch (IOException | InterruptedException | RuntimeException e) {
      federation.close();
      throw e;
    }
  }

  /** Sends the next round and waits for its versions. */
  public Rate next() {
    sequence++;
    // The remaining updates are fewer than a window of each cluster.
    int merged = load.updates() - load.clusters * (WINDOW - 1);
    long start = federation.sendAll(load.clusters, load.slotsOfEach, sequence);
    Merged got = federation.outputs().awaitMerged(sequence, merged);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Rate(federation.updates().updateBytes() * got.updates() / seconds / 1e6, got);
  }

  public SyntheticFederation federation() {
    return federation;
  }

  public int partitions() {
    return PARTITIONS;
  }

  @Override
  public void close() {
    app.close();
    federation.close();
  }
}
