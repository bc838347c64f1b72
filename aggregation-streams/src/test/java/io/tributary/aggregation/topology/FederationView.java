package io.tributary.aggregation.topology;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.update.TaskEmbedding;

/** A running federation as its clients see it, under the test driver or on a broker. */
public interface FederationView {
  FederationSpec spec();

  void announce(TaskEmbedding embedding);

  void send(FakeClient.Update update);

  /** The newest cluster state, waited for. */
  ClusterState clusters();

  /** The cluster's newest version, version 0 if there is none. */
  AdapterVersion newest(ClusterId cluster);

  /** The values of a version, its digest checked. */
  float[] values(AdapterVersion version);
}
