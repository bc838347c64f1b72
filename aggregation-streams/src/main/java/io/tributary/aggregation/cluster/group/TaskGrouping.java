package io.tributary.aggregation.cluster.group;

import io.tributary.aggregation.cluster.crowd.ClusterRadius;
import io.tributary.aggregation.cluster.crowd.ParkedNeighbours;
import io.tributary.aggregation.cluster.crowd.SlotNeighbours;
import io.tributary.aggregation.cluster.crowd.SlotSample;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.geometry.ClusterCount;
import io.tributary.schemas.geometry.Clustering;
import io.tributary.schemas.geometry.KMeans;
import io.tributary.schemas.geometry.NearestCentroidSearch;
import io.tributary.schemas.geometry.VectorGeometry;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.ClusteringSettings;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Groups slots whose centroids are close: k-means over slot centroids, each counted once whatever
 * its size (FedRouter; ALGORITHMS.md, "Global clustering"). Where there are many slots, a sample of
 * them determines the clusters.
 *
 * <p>With an outlier share, a client counts once however many slots it announces, and slots without
 * {@link SlotNeighbours} are parked: they neither influence K nor move a centroid. A new epoch then
 * adds a cluster and leaves the others where they are.
 *
 * @param settings K, the join factor, the number of parked slots that make a new cluster, and the
 *     outlier share
 */
record TaskGrouping(ClusteringSettings settings) implements SlotGrouping {
  @Override
  public List<SlotGroup> bootstrap(SortedMap<SlotId, float[]> slots) {
    if (settings.outlierShare() == 0) {
      var looked = SlotSample.of(slots, Integer.MAX_VALUE, settings.seed());
      List<SlotGroup> groups =
          settings.clusters() > 0
              ? wanted(looked, found -> found)
              : fit(looked, chosen(points(looked)));
      return looked.size() == slots.size() ? groups : nearest(slots, centroids(groups));
    }
    int voice = SlotSample.slotsOfOneVoice(slots.keySet());
    var looked = SlotSample.of(slots, voice, settings.seed());
    var neighbours = SlotNeighbours.of(looked, settings.outlierShare());
    looked.keySet().removeIf(slot -> !neighbours.has(slot));
    return settings.clusters() > 0
        // An outlier's cluster has at most half as many clients as usual.
        ? wanted(looked, found -> ofAtLeast(neighbours.usual() / 2 + 1, found))
        : chosen(looked, neighbours);
  }

  /** Drops clusters of too few clients; their slots are placed like late slots. */
  private List<SlotGroup> chosen(SortedMap<SlotId, float[]> looked, SlotNeighbours neighbours) {
    List<SlotGroup> groups = fit(looked, chosen(points(looked)));
    List<SlotGroup> large = ofAtLeast(neighbours.needed(), groups);
    return large.isEmpty() ? groups : large;
  }

  /**
   * Returns as many clusters as were asked for. If choosing K finds more, the found clusters are
   * reduced in a way that leaves exactly that many: by joining siblings, or else by dropping the
   * clusters of outliers. If neither does, k-means runs with the number that was asked for.
   */
  private List<SlotGroup> wanted(
      SortedMap<SlotId, float[]> looked, UnaryOperator<List<SlotGroup>> withoutOutliers) {
    int wanted = settings.clusters();
    int there = chosen(points(looked));
    if (there > wanted) {
      List<SlotGroup> found = fit(looked, there);
      for (List<SlotGroup> clear :
          List.of(new SiblingGroups(looked, found).joined(wanted), withoutOutliers.apply(found))) {
        if (clear.size() == wanted) {
          return clear;
        }
      }
    }
    return fit(looked, wanted);
  }

  private static List<SlotGroup> ofAtLeast(int clients, List<SlotGroup> groups) {
    return groups.stream()
        .filter(group -> SlotNeighbours.clients(group.slots()) >= clients)
        .toList();
  }

  /** Assigns a slot to the nearest cluster, if that reaches so far. */
  @Override
  public Homes homes(ClusterState state) {
    var reach = new ClusterRadius(settings, state);
    return (slot, centroid) -> reach.cluster(centroid);
  }

  @Override
  public boolean keepsPlaces() {
    return true;
  }

  /**
   * Returns enough parked slots within one cluster's reach of each other; empty if there are too
   * few.
   */
  @Override
  public SortedSet<SlotId> company(
      SlotId news, SortedMap<SlotId, float[]> parked, ClusterState state) {
    if (state.clusters().size() >= SlotGrouping.maxClusters(settings)) {
      return Collections.emptySortedSet();
    }
    var search = new ParkedNeighbours(parked, new ClusterRadius(settings, state).widest());
    if (settings.outlierShare() == 0) {
      return search.near(news, settings.newClusterSlots());
    }
    var clusters = new TreeMap<Integer, List<SlotId>>();
    state
        .assignments()
        .forEach(
            (slot, id) -> clusters.computeIfAbsent(id.value(), c -> new ArrayList<>()).add(slot));
    var all = new TreeSet<>(state.assignments().keySet());
    all.addAll(parked.keySet());
    int needed =
        SlotNeighbours.neededBeside(
            clusters.values(), SlotNeighbours.clients(all), settings.outlierShare());
    return search.ofClients(news, Math.max(needed, settings.newClusterSlots()));
  }

  /**
   * Adds one cluster to the existing ones, around the parked slots that are close to each other.
   */
  @Override
  public List<SlotGroup> again(
      SortedMap<SlotId, float[]> slots, SortedSet<SlotId> company, ClusterState state) {
    if (settings.outlierShare() == 0 && slots.size() <= SlotSample.MOST_SLOTS) {
      return fit(slots, state.clusters().size() + 1);
    }
    var members = new TreeMap<>(slots);
    if (settings.outlierShare() > 0) {
      members
          .keySet()
          .removeIf(slot -> !company.contains(slot) && !state.assignments().containsKey(slot));
    }
    var clump = new TreeMap<>(slots);
    clump.keySet().retainAll(company);
    float[][] old = SlotGrouping.centroids(state);
    float[][] centroids = Arrays.copyOf(old, old.length + 1);
    centroids[old.length] = VectorGeometry.mean(points(clump));
    return nearest(members, centroids);
  }

  private int chosen(float[][] points) {
    int most = Math.min(MAX_CHOSEN_CLUSTERS, distinct(points));
    return ClusterCount.chooseForCentroids(points, most, settings.seed());
  }

  private List<SlotGroup> fit(SortedMap<SlotId, float[]> slots, int wanted) {
    float[][] points = points(slots);
    int k = Math.min(wanted, distinct(points));
    Clustering clustering = KMeans.fit(points, k, KMeans.RESTARTS, settings.seed());
    var members = labelled(slots, clustering.labels(), k);
    var groups = new ArrayList<SlotGroup>();
    for (int c = 0; c < k; c++) {
      groups.add(SlotGroup.around(clustering.centroids()[c], members.get(c)));
    }
    return groups;
  }

  /**
   * Assigns every slot to the nearest of given centroids; centroids without a slot are left out.
   */
  private static List<SlotGroup> nearest(SortedMap<SlotId, float[]> slots, float[][] centroids) {
    int[] labels = NearestCentroidSearch.labels(points(slots), centroids);
    return labelled(slots, labels, centroids.length).stream()
        .filter(members -> !members.isEmpty())
        .map(SlotGroup::of)
        .toList();
  }

  private static List<SortedMap<SlotId, float[]>> labelled(
      SortedMap<SlotId, float[]> slots, int[] labels, int k) {
    List<SortedMap<SlotId, float[]>> members = new ArrayList<>();
    for (int c = 0; c < k; c++) {
      members.add(new TreeMap<>());
    }
    int p = 0;
    for (var slot : slots.entrySet()) {
      members.get(labels[p++]).put(slot.getKey(), slot.getValue());
    }
    return members;
  }

  private static float[][] points(SortedMap<SlotId, float[]> slots) {
    return slots.values().toArray(float[][]::new);
  }

  private static float[][] centroids(List<SlotGroup> groups) {
    return groups.stream().map(SlotGroup::centroid).toArray(float[][]::new);
  }

  private static int distinct(float[][] points) {
    return (int) Arrays.stream(points).map(FloatBuffer::wrap).distinct().count();
  }
}
