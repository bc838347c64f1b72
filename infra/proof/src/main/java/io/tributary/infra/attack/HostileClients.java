package io.tributary.infra.attack;

import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.federation.CompactedReader;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.worker.exchange.FederationState.BaseAdapter;
import io.tributary.worker.exchange.KafkaAnnouncer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All hostile clients of one federation, each with its own key and its own transactions. */
public final class HostileClients implements AutoCloseable {
  private static final Duration READ = Duration.ofSeconds(30);

  private final FederationConnection connection;
  private final TopicCatalogue topics;
  private final Codecs codecs;
  private final Map<ClientId, HostileClient> clients = new HashMap<>();

  /** Creates a group without connections; clients are made when they are first needed. */
  public HostileClients(FederationConnection connection, TopicCatalogue topics, Codecs codecs) {
    this.connection = connection;
    this.topics = topics;
    this.codecs = codecs;
  }

  /** Returns the newest announcements of all slots of the federation. */
  public Map<SlotId, TaskEmbedding> announced() {
    Map<SlotId, TaskEmbedding> announced = new HashMap<>();
    new CompactedReader(connection, READ)
        .newest(topics.taskEmbeddings().name())
        .values()
        .forEach(
            value -> {
              try {
                TaskEmbedding slot = codecs.taskEmbedding().decode(value);
                announced.put(slot.slot(), slot);
              } catch (UndecodableRecord e) {
                // The record is no client's announcement.
              }
            });
    return announced;
  }

  /** Announces slots, each in the name of its client. */
  public void announce(List<TaskEmbedding> slots) {
    try (var announcer = new KafkaAnnouncer(connection, topics, codecs)) {
      for (TaskEmbedding slot : slots) {
        of(slot).announce(announcer, slot);
      }
    }
  }

  /** Sends a slot's next update, as {@link HostileClient#send} does. */
  public void send(TaskEmbedding slot, BaseAdapter baseAdapter, int epoch, float[] delta) {
    of(slot).send(slot, baseAdapter, epoch, delta);
  }

  private HostileClient of(TaskEmbedding slot) {
    return clients.computeIfAbsent(
        slot.slot().client(), id -> new HostileClient(connection, topics, codecs, id));
  }

  @Override
  public void close() {
    clients.values().forEach(HostileClient::close);
  }
}
