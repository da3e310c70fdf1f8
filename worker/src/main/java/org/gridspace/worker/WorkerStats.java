package org.gridspace.worker;

/**
 * What a worker has done since its start, and what it has now.
 *
 * @param done tasks that returned
 * @param failed tasks that threw, couldn't be loaded or killed their child
 * @param cancelled tasks that their master cancelled while they ran here
 * @param refused tasks that were refused for good
 * @param lost tasks whose hold was lost before their result was committed
 * @param inHand tasks that are held now
 * @param children child processes that are bound to jobs now
 */
public record WorkerStats(long done, long failed, long cancelled, long refused, long lost, int inHand, int children) {}
