package org.gridspace.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jini.core.lookup.ServiceID;
import org.junit.jupiter.api.Test;

class JiniFilterTest {
    private static Object through(Object value) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            in.setObjectInputFilter(new JiniFilter());
            return in.readObject();
        }
    }

    /** A handler of a package that is allowed. */
    private static final class Handler implements InvocationHandler, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
            return "called";
        }
    }

    /** Not public, so that its proxies are in this package too. */
    interface Call {
        String call();
    }

    @Test
    void checkInput_basicValues_areAllowed() throws Exception {
        for (Object value : List.of("text", 1L, new ArrayList<>(List.of(1, 2)), Map.of("a", 1), new ServiceID(1, 2))) {
            assertThat(through(value)).isEqualTo(value);
        }
        assertThat((int[]) through(new int[] {1, 2})).containsExactly(1, 2);
    }

    @Test
    void checkInput_proxyOfAllowedInterfaces_isAllowed() throws Exception {
        Call proxy =
                (Call) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Call.class}, new Handler());
        assertThat(((Call) through(proxy)).call()).isEqualTo("called");
    }

    @Test
    void checkInput_foreignClasses_areRefused() throws Exception {
        Object lambda = (Serializable & Runnable) () -> {};
        for (Object value : List.of(new java.beans.PropertyChangeSupport("x"), new URL("http://localhost/"), lambda)) {
            assertThatThrownBy(() -> through(value)).isInstanceOf(InvalidClassException.class);
            assertThatThrownBy(() -> through(new Object[] {value})).isInstanceOf(InvalidClassException.class);
        }
    }

    @Test
    void checkInput_tooDeepOrTooLong_isRefused() {
        Object deep = "x";
        for (int i = 0; i < 100; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        Object nested = deep;
        assertThatThrownBy(() -> through(nested)).isInstanceOf(InvalidClassException.class);
        assertThatThrownBy(() -> through(new long[(1 << 20) + 1])).isInstanceOf(InvalidClassException.class);
    }
}
