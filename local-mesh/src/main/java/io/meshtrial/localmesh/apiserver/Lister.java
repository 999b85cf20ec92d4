package io.meshtrial.localmesh.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lists, whole or in pages; the pages of one list all show the revision at which it began. */
final class Lister {

    private static final int OPEN_LISTS = 64;

    private record OpenList(List<ObjectNode> rest, long revision) {}

    private final Store store;
    private final Supplier<String> identifiers;
    private final Map<String, OpenList> open = new LinkedHashMap<>();

    Lister(Store store, Supplier<String> identifiers) {
        this.store = store;
        this.identifiers = identifiers;
    }

    ObjectNode list(ApiPath path, MultiMap query) {
        String token = query.get("continue");
        if (token != null && !token.isEmpty()) {
            OpenList list = open.remove(token);
            if (list == null) {
                throw ApiFailure.expired("The provided continue parameter is too old to display a consistent list"
                        + " result. You can start a new list without the continue parameter.");
            }
            return page(path, list, query);
        }
        long wanted = Numbers.revision(query.get("resourceVersion"));
        if (wanted > store.revision()) {
            throw ApiFailure.plain(
                    504, "Timeout", "Too large resource version: " + wanted + ", current: " + store.revision());
        }
        return page(path, new OpenList(select(path, query), store.revision()), query);
    }

    List<ObjectNode> select(ApiPath path, MultiMap query) {
        Selector selector = Selector.parse(query.get("labelSelector"), query.get("fieldSelector"));
        return store.list(path.type(), path.namespace()).stream()
                .filter(selector)
                .toList();
    }

    private ObjectNode page(ApiPath path, OpenList list, MultiMap query) {
        int limit = Numbers.limit(query.get("limit"));
        int size = list.rest().size();
        if (limit == 0 || size <= limit) {
            return ObjectViews.list(path.type(), path.version(), list.rest(), list.revision(), null);
        }
        ObjectViews.@Nullable Page next = remember(new OpenList(list.rest().subList(limit, size), list.revision()));
        return ObjectViews.list(path.type(), path.version(), list.rest().subList(0, limit), list.revision(), next);
    }

    private ObjectViews.Page remember(OpenList list) {
        if (open.size() >= OPEN_LISTS) {
            open.remove(open.keySet().iterator().next());
        }
        String token = identifiers.get();
        open.put(token, list);
        return new ObjectViews.Page(token, list.rest().size());
    }
}
