package io.tributary.router.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.http.HttpReply;
import io.tributary.router.catalog.CatalogSnapshot;
import io.tributary.router.catalog.ServableAdapter;
import io.tributary.router.http.json.StrictJson;
import io.tributary.router.route.RoutingTable;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClusterId;
import java.util.Collections;

/** Answers questions about clusters and adapters without revealing who the clients are. */
final class CatalogOperations {
  private final SnapshotView snapshotView;
  private final String federation;

  CatalogOperations(SnapshotView snapshotView, String federation) {
    this.snapshotView = snapshotView;
    this.federation = federation;
  }

  /** Answers {@code GET /v1/clusters} with the epoch and every cluster. */
  HttpReply clusters() {
    CatalogSnapshot snapshot = snapshotView.required();
    ClusterState state = snapshot.table().state();
    ObjectNode document = StrictJson.object();
    document.put("epoch", state.epoch());
    ArrayNode clusters = document.putArray("clusters");
    for (ClusterCentroid cluster : state.clusters()) {
      AdapterVersion serving = snapshot.table().serving().get(cluster.id());
      ObjectNode one = clusters.addObject();
      one.put("cluster", cluster.id().toString());
      one.put("adapter", serving.name());
      one.put("version", serving.version());
      one.put("slots", slots(state, cluster.id()));
      one.put("radius", cluster.radius());
    }
    return HttpReply.json(200, document, snapshotView.headers(snapshot));
  }

  private static int slots(ClusterState state, ClusterId cluster) {
    return Collections.frequency(state.assignments().values(), cluster);
  }

  /** Answers {@code GET /v1/adapters} with every servable version. */
  HttpReply adapters() {
    CatalogSnapshot snapshot = snapshotView.required();
    ObjectNode document = StrictJson.object();
    ArrayNode adapters = document.putArray("adapters");
    for (ServableAdapter servableAdapter : snapshot.servable().values()) {
      AdapterVersion version = servableAdapter.version();
      ObjectNode one = adapters.addObject();
      one.put("adapter", version.name());
      one.put("cluster", version.cluster().toString());
      one.put("epoch", version.epoch());
      one.put("version", version.version());
      one.put("digest", version.digest());
      one.put("serving", snapshot.table().serving().containsValue(version));
    }
    return HttpReply.json(200, document, snapshotView.headers(snapshot));
  }

  /** Answers {@code GET /v1/state} with the federation, its base model and the epoch. */
  HttpReply state() {
    CatalogSnapshot snapshot = snapshotView.required();
    RoutingTable table = snapshot.table();
    ClusterState state = table.state();
    ObjectNode document = StrictJson.object();
    document.put("federation", federation);
    document.put("base_model", state.baseModel());
    document.put("embedding_size", table.dimension());
    document.put("epoch", state.epoch());
    document.put("revision", state.revision());
    document.put("decided_at", state.decidedAt().toString());
    document.put("state_age_ms", snapshotView.age(snapshot).toMillis());
    document.put("clusters", state.clusters().size());
    document.put("slots", state.assignments().size());
    document.put("parked_slots", state.parked().size());
    ObjectNode serving = document.putObject("serving");
    table.serving().forEach((cluster, version) -> serving.put(cluster.toString(), version.name()));
    document.set("skipped_versions", StrictJson.counts(snapshotView.skippedVersions().get()));
    return HttpReply.json(200, document, snapshotView.headers(snapshot));
  }
}
