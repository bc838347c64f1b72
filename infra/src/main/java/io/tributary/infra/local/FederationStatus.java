package io.tributary.infra.local;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.Connection;
import io.tributary.schemas.topic.TopicCatalogue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a federation is, as its topics tell.
 *
 * @param slots that are announced
 * @param epoch of the clustering; 0 before the first
 * @param clusters that have members, in the order of their ids
 * @param updates that were accepted
 * @param quarantined records by reason
 * @param clients what each client last said that it does
 */
@JsonNaming(SnakeCaseStrategy.class)
public record FederationStatus(
    int slots,
    int epoch,
    List<Cluster> clusters,
    int updates,
    SortedMap<String, Long> quarantined,
    Map<String, String> clients) {
  /**
   * One cluster.
   *
   * @param members its slots
   * @param adapter its newest version; empty before the first
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Cluster(String name, int members, String adapter) {}

  /** Reads all that the topics hold now. */
  public static FederationStatus read(Connection connection, TopicCatalogue topics) {
    FederationView view = new FederationView();
    try (SchemaRegistry registry = SchemaRegistry.of(connection);
        FederationLog log =
            new FederationLog(
                connection, topics, Codecs.of(registry, topics), view, new Traffic())) {
      log.catchUp();
    }
    return of(view);
  }

  static FederationStatus of(FederationView view) {
    SortedMap<String, String> clients = new TreeMap<>();
    view.latest()
        .forEach(
            (client, report) ->
                clients.put(client.value(), report.phase().name().toLowerCase(Locale.ROOT)));
    return new FederationStatus(
        view.slots().size(),
        view.state().map(state -> state.epoch()).orElse(0),
        view.members().stream()
            .map(
                cluster ->
                    new Cluster(
                        cluster.toString(),
                        (int)
                            view.state().orElseThrow().assignments().values().stream()
                                .filter(cluster::equals)
                                .count(),
                        Optional.ofNullable(view.newest().get(cluster))
                            .map(AdapterVersion::name)
                            .orElse("")))
            .toList(),
        view.accepted().size(),
        view.quarantined(),
        clients);
  }
}
