// SPDX-License-Identifier: Apache-2.0
package io.openinference.fuzzing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A change at one place of a JSON tree.
 *
 * @param place which of the tree's places, counted from the root, beyond the last from the first
 * @param change what happens there
 * @param value what is put there, if the change puts something
 * @param field the name of a field, if the change needs one
 */
record Mutation(int place, Change change, Object value, String field) {

  static Arbitrary<Mutation> any() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 10_000),
            Arbitraries.of(Change.class),
            RandomData.json(),
            Arbitraries.of(Corpus.FIELDS))
        .as(Mutation::new);
  }

  static Arbitrary<List<Mutation>> some() {
    return any().list().ofMinSize(1).ofMaxSize(4);
  }

  /** Changes a copy of the tree. */
  static Object applyAll(List<Mutation> mutations, Object tree) {
    List<Object> root = new ArrayList<>();
    root.add(copy(tree));
    mutations.forEach(mutation -> mutation.apply(root));
    return root.isEmpty() ? null : root.get(0);
  }

  private static Object copy(Object tree) {
    if (tree instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((name, value) -> copy.put(name, copy(value)));
      return copy;
    }
    return tree instanceof List<?> list
        ? list.stream().map(Mutation::copy).collect(Collectors.toCollection(ArrayList::new))
        : tree;
  }

  private void apply(List<Object> root) {
    List<Place> places = new ArrayList<>();
    Place.collect(root, places);
    if (!places.isEmpty()) {
      change.apply(places.get(place % places.size()), this);
    }
  }

  enum Change {
    REPLACE {
      @Override
      void apply(Place place, Mutation mutation) {
        place.set(copy(mutation.value));
      }
    },
    REMOVE {
      @Override
      void apply(Place place, Mutation mutation) {
        place.remove();
      }
    },
    WRAP_IN_LIST {
      @Override
      void apply(Place place, Mutation mutation) {
        place.set(new ArrayList<>(Arrays.asList(copy(mutation.value), copy(place.get()))));
      }
    },
    WRAP_IN_OBJECT {
      @Override
      void apply(Place place, Mutation mutation) {
        Map<Object, Object> object = new LinkedHashMap<>();
        object.put(mutation.field, copy(place.get()));
        place.set(object);
      }
    },
    TO_TEXT {
      @Override
      void apply(Place place, Mutation mutation) {
        place.set(String.valueOf(place.get()));
      }
    },
    ADD_BESIDE {
      @Override
      void apply(Place place, Mutation mutation) {
        place.addBeside(mutation.field, copy(mutation.value));
      }
    },
    REPEAT_BESIDE {
      @Override
      void apply(Place place, Mutation mutation) {
        place.addBeside(mutation.field, copy(place.get()));
      }
    };

    abstract void apply(Place place, Mutation mutation);
  }

  /** A field of an object or an element of a list, which is not null. */
  private record Place(Object container, Object key) {

    static void collect(Object container, List<Place> places) {
      if (container instanceof Map<?, ?> map) {
        for (Object name : map.keySet()) {
          places.add(new Place(map, name));
          collect(map.get(name), places);
        }
      } else if (container instanceof List<?> list) {
        for (int i = 0; i < list.size(); i++) {
          places.add(new Place(list, i));
          collect(list.get(i), places);
        }
      }
    }

    @SuppressWarnings("unchecked") // All containers are copies that take any value.
    private Map<Object, Object> map() {
      return (Map<Object, Object>) container;
    }

    @SuppressWarnings("unchecked") // As in map().
    private List<Object> list() {
      return (List<Object>) container;
    }

    Object get() {
      return container instanceof Map ? map().get(key) : list().get((int) key);
    }

    void set(Object value) {
      if (container instanceof Map) {
        map().put(key, value);
      } else {
        list().set((int) key, value);
      }
    }

    void remove() {
      if (container instanceof Map) {
        map().remove(key);
      } else {
        list().remove((int) key);
      }
    }

    void addBeside(String field, Object value) {
      if (container instanceof Map) {
        map().put(field, value);
      } else {
        list().add((int) key, value);
      }
    }
  }
}
