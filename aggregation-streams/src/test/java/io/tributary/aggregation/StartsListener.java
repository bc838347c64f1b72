package io.tributary.aggregation;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.follow.FollowListener;
import io.tributary.schemas.follow.PersonalInits;
import java.util.Queue;

/** Collects where slots start; that it fails is a failure of its test. */
record StartsListener(Queue<PersonalInits.Start> starts) implements FollowListener {
  @Override
  public void clusterState(ClusterState state) {}

  @Override
  public void version(AdapterManifest manifest, LoraAdapter adapter) {}

  @Override
  public void personal(PersonalInits.Start start) {
    starts.add(start);
  }

  @Override
  public void failed(RuntimeException cause) {
    throw cause;
  }
}
