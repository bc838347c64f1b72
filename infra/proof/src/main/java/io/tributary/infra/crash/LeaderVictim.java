package io.tributary.infra.crash;

import io.tributary.infra.crash.fault.FaultTarget;
import io.tributary.infra.crash.fault.InvariantViolated;
import io.tributary.infra.crash.fault.VictimLife;
import io.tributary.infra.local.process.ChildProcess;
import io.tributary.schemas.settings.FederationConnection;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;

/** Kills the broker that leads a randomly chosen partition, one of three. */
final class LeaderVictim implements FaultTarget, AutoCloseable {
  private final SweepCluster cluster;
  private final VictimLife life;
  private final Random random;
  private final Admin admin;
  private boolean whole;

  LeaderVictim(SweepCluster cluster, FederationConnection connection, VictimLife life, long seed) {
    this.cluster = cluster;
    this.life = life;
    random = new Random(seed);
    admin = Admin.create(connection.clientSettings());
  }

  @Override
  public synchronized boolean isReady() {
    return whole;
  }

  /** Checks whether every partition has all its replicas again. */
  @Override
  public synchronized void look() {
    whole =
        !life.isAway()
            && topics().values().stream()
                .flatMap(topic -> topic.partitions().stream())
                .allMatch(partition -> partition.isr().size() == partition.replicas().size());
  }

  @Override
  public synchronized boolean kill(int kill) {
    var partitions = new TreeMap<String, Node>();
    topics()
        .forEach(
            (name, topic) -> {
              for (TopicPartitionInfo partition : topic.partitions()) {
                partitions.put(name + "-" + partition.partition(), partition.leader());
              }
            });
    String chosen =
        partitions.keySet().stream()
            .skip(random.nextInt(partitions.size()))
            .findFirst()
            .orElseThrow();
    ChildProcess leader = cluster.broker(partitions.get(chosen).id());
    whole = false;
    life.dies(leader.name(), null);
    FaultTarget.kill(leader.pid());
    return false;
  }

  private Map<String, TopicDescription> topics() {
    try {
      Set<String> names =
          admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
      return admin.describeTopics(names).allTopicNames().get();
    } catch (ExecutionException e) {
      throw new InvariantViolated("the brokers must tell their topics, did not: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InvariantViolated("interrupted while asking the brokers for their topics");
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
