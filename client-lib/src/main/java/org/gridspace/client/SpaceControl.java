package org.gridspace.client;

import com.sun.jini.admin.DestroyAdmin;
import java.rmi.Remote;
import net.jini.admin.JoinAdmin;

/** What a space's host does for administrators, as an object that is called over JERI. Thread-safe. */
public interface SpaceControl extends Remote, JoinAdmin, DestroyAdmin {}
