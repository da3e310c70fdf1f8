package org.gridspace.client;

import java.math.BigDecimal;
import java.util.List;

/** A record as an entry. Public for nobody's sake: records needn't be. */
record Order(String customer, String state, int amount, BigDecimal price, List<String> items) {
    Order(String customer, String state, int amount) {
        this(customer, state, amount, null, null);
    }
}
