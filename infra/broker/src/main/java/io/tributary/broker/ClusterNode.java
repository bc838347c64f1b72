package io.tributary.broker;

/**
 * A broker's place in a KRaft cluster; each is broker and controller at once.
 *
 * @param id >= 1, unique in the cluster
 * @param clusterId the same for all nodes, a base64 UUID; empty: a new one
 * @param voters {@code 1@127.0.0.1:9091,2@...}: every node's controller; empty: this node only
 */
public record ClusterNode(int id, String clusterId, String voters) {
  /** The only node of its cluster. */
  public static final ClusterNode ALONE = new ClusterNode(1, "", "");

  public ClusterNode {
    if (id < 1) {
      throw new IllegalArgumentException("--node-id must be >= 1, was " + id);
    }
    if (voters.isEmpty() != clusterId.isEmpty()) {
      throw new IllegalArgumentException(
          "--voters and --cluster-id go together: all nodes of a cluster need both");
    }
    if (!voters.isEmpty() && !("," + voters).contains("," + id + "@")) {
      throw new IllegalArgumentException(
          "--voters must name this node, " + id + "@HOST:PORT, were " + voters);
    }
  }

  boolean isAlone() {
    return voters.isEmpty();
  }
}
