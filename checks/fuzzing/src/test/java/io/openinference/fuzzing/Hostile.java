// SPDX-License-Identifier: Apache-2.0
package io.openinference.fuzzing;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Objects of an application that a program stumbles over. Their place in a sample is held by these
 * constants, because what makes the samples would stumble too.
 */
enum Hostile {
  NAN {
    @Override
    Object make() {
      return Double.NaN;
    }
  },
  INFINITY {
    @Override
    Object make() {
      return Float.NEGATIVE_INFINITY;
    }
  },
  NESTED_OPTIONALS {
    @Override
    Object make() {
      return Optional.of(Optional.empty());
    }
  },
  ARRAYS {
    @Override
    Object make() {
      return new Object[] {new int[] {1, 2}, new String[] {null}, new Object[0]};
    }
  },
  CYCLE_OF_MAPS {
    @Override
    Object make() {
      Map<Object, Object> map = new HashMap<>();
      map.put(null, List.of(map));
      return map;
    }
  },
  CYCLE_OF_ARRAYS {
    @Override
    Object make() {
      Object[] array = new Object[2];
      array[1] = array;
      return array;
    }
  },
  BOTTOMLESS {
    @Override
    Object make() {
      List<Object> list = List.of();
      for (int i = 0; i < 20_000; i++) {
        list = new ArrayList<>(List.of(list));
      }
      return new Opaque(list);
    }
  },
  ENDLESS_LIST {
    @Override
    Object make() {
      return new AbstractList<>() {
        @Override
        public Object get(int index) {
          return "more";
        }

        @Override
        public int size() {
          return Integer.MAX_VALUE;
        }

        @Override
        public String toString() {
          return "endless";
        }
      };
    }
  },
  FAILING_MAP {
    @Override
    Object make() {
      return new AbstractMap<>() {
        @Override
        public Set<Entry<Object, Object>> entrySet() {
          throw new UnsupportedOperationException("canary");
        }

        @Override
        public String toString() {
          return "failing";
        }
      };
    }
  },
  FAILING_TEXT {
    @Override
    Object make() {
      return new Opaque(null);
    }
  },
  ENDLESS_TEXT {
    @Override
    Object make() {
      return new Recursive();
    }
  };

  abstract Object make();

  /** Whether one of these objects threw, which is its fault and nobody else's. */
  static boolean isCauseOf(Throwable fault) {
    return fault != null
        // Of which the beginning is cut off.
        && (fault.toString().contains(StackOverflowError.class.getName())
            || Arrays.stream(fault.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith(Hostile.class.getName())));
  }

  /** Puts the objects at their places. */
  static Object putInto(Object sample) {
    if (sample instanceof Hostile hostile) {
      return hostile.make();
    }
    if (sample instanceof Map<?, ?> map) {
      return putInto(map);
    }
    return sample instanceof List<?> list
        ? list.stream().map(Hostile::putInto).collect(Collectors.toList())
        : sample;
  }

  static Map<String, Object> putInto(Map<?, ?> sample) {
    Map<String, Object> map = new HashMap<>();
    sample.forEach((name, value) -> map.put((String) name, putInto(value)));
    return map;
  }

  /** Has no text but its content's, which may not be there or be too deep. */
  private record Opaque(Object content) {
    @Override
    public String toString() {
      return content.toString();
    }
  }

  private static final class Recursive {
    @Override
    public String toString() {
      return "<" + this + ">";
    }
  }
}
