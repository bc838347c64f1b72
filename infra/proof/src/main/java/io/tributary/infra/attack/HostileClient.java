package io.tributary.infra.attack;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.ClientIdentity;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.update.RecordSigner;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.TrainingSummary;
import io.tributary.worker.exchange.FederationState.BaseAdapter;
import io.tributary.worker.exchange.StatusPublisher;
import io.tributary.worker.exchange.UpdatePublisher;
import io.tributary.worker.exchange.UpdateWriter;
import io.tributary.worker.exchange.UpdateWriter.Trained;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One hostile client with a key of its own. It sends what workers send, in the same way; only the
 * values are not trained.
 */
final class HostileClient implements AutoCloseable {
  /** The metrics of an update that was not trained. */
  private static final TrainingSummary UNTRAINED = new TrainingSummary(0, 0, 0, 0, 0);

  private final RecordSigner signer;
  private final UpdateWriter writer;
  private final UpdatePublisher publisher;
  private final Map<SlotId, Long> sequences = new HashMap<>();

  HostileClient(
      FederationConnection connection, TopicCatalogue topics, Codecs codecs, ClientId client) {
    signer =
        new RecordSigner(
            Optional.of(ClientIdentity.generate(new SecureRandom())), connection.federation());
    writer = new UpdateWriter(codecs, signer);
    publisher = new UpdatePublisher(connection, topics, client);
  }

  void announce(StatusPublisher statusPublisher, TaskEmbedding announcement) {
    statusPublisher.announce(signer.sign(announcement));
  }

  /**
   * Sends a slot's next update.
   *
   * @param slot one of this client's, as it was announced
   * @param baseAdapter base that the update claims
   * @param epoch of the newest cluster state
   * @param delta the update's values
   */
  void send(TaskEmbedding slot, BaseAdapter baseAdapter, int epoch, float[] delta) {
    long sequence = sequences.merge(slot.slot(), 1L, Long::sum);
    LoraAdapter global = baseAdapter.adapter();
    var id = new UpdateId(slot.slot(), sequence);
    publisher.send(
        id,
        writer.write(
            new Trained(
                id,
                baseAdapter.version(),
                global,
                moved(global, delta),
                0,
                epoch,
                slot.samples(),
                Instant.now(),
                UNTRAINED)));
  }

  private static LoraAdapter moved(LoraAdapter global, float[] delta) {
    float[] values = global.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += delta[i];
    }
    return new LoraAdapter(global.layout(), values);
  }

  @Override
  public void close() {
    publisher.close();
  }
}
