package io.tributary.infra.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.guide.MetricFamilies;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Checks the management ports of a running federation. */
final class ManagementPorts {
  private ManagementPorts() {}

  /** What the conventions of the project list, of the program that has it. */
  static void everyMetricIsThere(
      List<URI> aggregators, URI worker, URI router, List<String> clients) throws Exception {
    Map<String, String> aggregator = new TreeMap<>();
    var labels = new TreeSet<String>();
    for (URI one : aggregators) {
      // Only the instance that clusters knows clusters.
      types(one, labels).forEach(aggregator::putIfAbsent);
    }
    assertThat(aggregator)
        .containsAllEntriesOf(
            Map.ofEntries(
                Map.entry("tributary_updates_received_total", "counter"),
                Map.entry("tributary_update_bytes", "histogram"),
                Map.entry("tributary_update_staleness_versions", "histogram"),
                Map.entry("tributary_quarantine_records_total", "counter"),
                Map.entry("tributary_aggregation_duration_seconds", "histogram"),
                Map.entry("tributary_commit_lag_seconds", "histogram"),
                Map.entry("tributary_cluster_count", "gauge"),
                Map.entry("tributary_cluster_epoch", "gauge"),
                Map.entry("tributary_cluster_drift", "gauge"),
                Map.entry("tributary_cluster_events_total", "counter"),
                Map.entry("tributary_restore_remaining_records", "gauge"),
                Map.entry("tributary_streams_state", "gauge"),
                Map.entry("tributary_dlq_records_total", "counter"),
                Map.entry("tributary_chunks_incomplete", "gauge"),
                Map.entry("tributary_build_info", "gauge")));
    assertThat(types(router, labels))
        .containsAllEntriesOf(
            Map.of(
                "tributary_route_requests_total", "counter",
                "tributary_route_duration_seconds", "histogram",
                "tributary_route_margin", "histogram",
                "tributary_state_age_seconds", "gauge",
                "tributary_build_info", "gauge"));
    assertThat(types(worker, labels))
        .containsAllEntriesOf(
            Map.of(
                "tributary_train_step_seconds", "summary",
                "tributary_train_loss", "gauge",
                "tributary_build_info", "gauge"));
    assertThat(get(worker, "/healthz/ready")).isEqualTo("{\"status\":\"ok\"}");
    assertThat(get(worker, "/metrics"))
        .contains("tributary_follower_state{state=\"following\"} 1.0")
        .doesNotContain("tributary_train_loss NaN");
    assertThat(labels)
        .contains("c0", "accepted", "members_changed")
        .noneMatch(value -> clients.stream().anyMatch(value::contains));
  }

  /** Types by name; also keeps the values of all labels. */
  private static Map<String, String> types(URI management, Set<String> labels) throws Exception {
    var types = new TreeMap<String, String>();
    for (MetricFamilies.Family family : MetricFamilies.of(get(management, "/metrics")).values()) {
      types.put(family.name(), family.type());
      labels.addAll(family.values());
    }
    return types;
  }

  static void levelsCanBeChanged(List<URI> ports) throws Exception {
    for (URI port : ports) {
      assertThat(get(port, "/loggers")).contains("\"io.tributary\":{\"level\":\"info\"");
      HttpRequest debug =
          HttpRequest.newBuilder(port.resolve("/loggers/io.tributary"))
              .header("Content-Type", "application/json")
              .PUT(HttpRequest.BodyPublishers.ofString("{\"level\":\"debug\"}"))
              .build();
      assertThat(send(debug)).isEqualTo("{\"level\":\"debug\",\"effective_level\":\"debug\"}");
    }
  }

  static String get(URI port, String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(port.resolve(path)).build());
  }

  static String send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }
}
