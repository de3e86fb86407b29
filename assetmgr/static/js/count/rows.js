// Bring a list's rows to what they should be, touching only those that differ, so that whoever
// stands on one with the keyboard stays there.
export function setRows(list, rows) {
  const focused = document.activeElement;
  const id = list.contains(focused) ? focused.dataset.id : undefined;
  rows.forEach((row, index) => {
    const known = list.children[index];
    if (!known) list.append(row);
    else if (!known.isEqualNode(row)) known.replaceWith(row);
  });
  while (list.children.length > rows.length) list.lastElementChild.remove();
  if (id !== undefined && !focused.isConnected) list.querySelector(`[data-id="${id}"]`)?.focus();
}
