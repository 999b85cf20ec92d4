package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.tally.EventIdentity.Foreign;
import io.meshtrial.analytics.tally.Row.ForeignPage;
import io.meshtrial.analytics.tally.TallyKey.ForeignPageKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The latest foreign ids of one partition, in a ring of pages: the oldest page is forgotten as a whole when a new one is
 * begun. A duplicate further back than {@link #CAPACITY} foreign ids is not found.
 */
final class SeenForeignIds {

    private static final int PAGE_SIZE = 512;
    private static final int PAGES = 128;

    /** Foreign ids that a partition remembers at least; about 100 bytes each. */
    static final int CAPACITY = PAGE_SIZE * (PAGES - 1);

    private final CommitStore store;
    private final Set<Foreign> seen = new HashSet<>();
    private final Map<Integer, List<Foreign>> pages = new HashMap<>();
    private long count;

    /** Takes over what the store restored. */
    SeenForeignIds(CommitStore store) {
        this.store = store;
        store.forEachRestored((key, row) -> {
            if (key instanceof ForeignPageKey(int page) && row instanceof ForeignPage(long first, List<Long> hashes)) {
                List<Foreign> ids = new ArrayList<>();
                for (int i = 0; i < hashes.size(); i += 2) {
                    ids.add(new Foreign(hashes.get(i), hashes.get(i + 1)));
                }
                pages.put(page, ids);
                seen.addAll(ids);
                count = Math.max(count, first + ids.size());
            }
        });
        store.releaseRestored(ForeignPageKey.class);
    }

    /** Notes an event; false when it was seen before. */
    boolean add(Foreign id) {
        if (!seen.add(id)) {
            return false;
        }
        int page = (int) (count / PAGE_SIZE % PAGES);
        if (count % PAGE_SIZE == 0) {
            List<Foreign> oldest = pages.put(page, new ArrayList<>(PAGE_SIZE));
            if (oldest != null) {
                oldest.forEach(seen::remove);
            }
        }
        pages.computeIfAbsent(page, none -> new ArrayList<>(PAGE_SIZE)).add(id);
        count++;
        store.change(new ForeignPageKey(page), LivePage.class, none -> new LivePage(page));
        return true;
    }

    /** Written from the ring itself. */
    private final class LivePage implements LiveRow {

        private final int page;

        private LivePage(int page) {
            this.page = page;
        }

        @Override
        public Row toRow() {
            List<Foreign> ids = pages.getOrDefault(page, List.of());
            List<Long> hashes = new ArrayList<>(2 * ids.size());
            for (Foreign id : ids) {
                hashes.add(id.high());
                hashes.add(id.low());
            }
            return new ForeignPage(firstOf(page), hashes);
        }

        private long firstOf(int number) {
            long begun = Math.ceilDiv(count, PAGE_SIZE) - 1;
            long back = Math.floorMod(begun - number, (long) PAGES);
            return (begun - back) * PAGE_SIZE;
        }
    }
}
