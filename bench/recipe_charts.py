"""Charts of a workbook in XlsxWriter's words, read from the chart parts themselves (see recipe.py)."""

import posixpath
import xml.etree.ElementTree as tree

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DRAW = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
KINDS = {"lineChart": "line", "barChart": "column", "radarChart": "radar"}
POSITIONS = {"t": "above", "b": "below", "outEnd": "outside_end", "r": "right", "l": "left", "ctr": "center"}
EMU_PER_POINT = 12700


def value(node, path):
    found = node.find(path) if node is not None else None
    return found.get("val") if found is not None else None


def colour(node):
    found = node.find(f"{A}solidFill/{A}srgbClr") if node is not None else None
    return "#" + found.get("val") if found is not None else None


def line(shape):
    """A shape's line; None where nothing is said of it."""
    found = shape.find(A + "ln") if shape is not None else None
    if found is None:
        return None
    if found.find(A + "noFill") is not None:
        return {"none": True}
    made = {"color": colour(found), "dash_type": value(found, A + "prstDash")}
    if found.get("w"):
        made["width"] = int(found.get("w")) / EMU_PER_POINT
    return {name: one for name, one in made.items() if one}


def font(node):
    found = next(node.iter(A + "defRPr"), None) if node is not None else None
    if found is None:
        return None
    return {"size": int(found.get("sz", 1000)) / 100, "bold": found.get("b") == "1", "color": colour(found) or "#000000"}


def fill(shape):
    return {"color": colour(shape)} if colour(shape) else None


def label(node):
    made = {"value": True, "font": font(node.find(C + "txPr")), "position": POSITIONS.get(value(node, C + "dLblPos"))}
    number = node.find(C + "numFmt")
    made["num_format"] = number.get("formatCode") if number is not None else None
    return {name: one for name, one in made.items() if one}


def labels(node, points):
    if node is None:
        return None
    made = label(node)
    single = {int(value(one, C + "idx")): one for one in node.findall(C + "dLbl")}
    if single:
        made["custom"] = [
            None if at not in single else {"delete": True} if value(single[at], C + "delete") == "1" else label(single[at])
            for at in range(points)
        ]
    return made


def series(node):
    shape, marker = node.find(C + "spPr"), node.find(C + "marker")
    values = node.find(f"{C}val/{C}numRef")
    points = int(value(values, f"{C}numCache/{C}ptCount") or 0)
    categories = next((found for found in node.iterfind(f"{C}cat/*/{C}f")), None)
    made = {
        "name": node.findtext(f"{C}tx/{C}v"),
        "values": "=" + values.findtext(C + "f"),
        "categories": "=" + categories.text if categories is not None else None,
        "line": line(shape),
        "fill": fill(shape),
        "data_labels": labels(node.find(C + "dLbls"), points),
    }
    if marker is not None:
        look = marker.find(C + "spPr")
        made["marker"] = {"type": {"dash": "long_dash"}.get(value(marker, C + "symbol"), value(marker, C + "symbol"))}
        if look is not None:
            made["marker"] |= {"size": int(value(marker, C + "size") or 5), "fill": fill(look), "border": line(look)}
    single = {int(value(one, C + "idx")): one.find(C + "spPr") for one in node.findall(C + "dPt")}
    if single:
        made["points"] = [
            {"fill": fill(single[at]), "border": line(single[at])} if at in single else None for at in range(points)
        ]
    return {name: one for name, one in made.items() if one}


def axis(node):
    grid, number = node.find(C + "majorGridlines"), node.find(C + "numFmt")
    made = {
        "num_font": font(node.find(C + "txPr")),
        "major_tick_mark": value(node, C + "majorTickMark"),
        "label_position": {"nextTo": "next_to"}.get(value(node, C + "tickLblPos"), value(node, C + "tickLblPos")),
        "line": line(node.find(C + "spPr")),
        "reverse": value(node, f"{C}scaling/{C}orientation") == "maxMin",
        "num_format": number.get("formatCode") if number is not None else None,
    }
    for name, path in (("min", f"{C}scaling/{C}min"), ("max", f"{C}scaling/{C}max"), ("major_unit", C + "majorUnit")):
        made[name] = float(value(node, path)) if value(node, path) else None
    made = {name: one for name, one in made.items() if one is not None}
    made["major_gridlines"] = {"visible": grid is not None}
    if grid is not None and line(grid.find(C + "spPr")):
        made["major_gridlines"]["line"] = line(grid.find(C + "spPr"))
    return made


def chart(part):
    """One chart: its kinds with their series, its axes, legend and areas."""
    area = part.find(f"{C}chart/{C}plotArea")
    kinds = []
    for name, kind in KINDS.items():
        for node in area.findall(C + name):
            if name == "barChart" and value(node, C + "barDir") == "bar":
                kind = "bar"
            made = [series(one) for one in node.findall(C + "ser")]
            gap = value(node, C + "gapWidth")
            if gap:
                made[0]["gap"] = int(gap)
            kinds.append((kind, {"subtype": "with_markers"} if kind == "radar" else {}, made))
    # The chart that others lie over comes first.
    kinds.sort(key=lambda one: one[0] == "line" and len(kinds) > 1)
    legend, layout = part.find(f"{C}chart/{C}legend"), area.find(f"{C}layout/{C}manualLayout")
    plot = {"fill": {"none": True}, "border": {"none": True}}
    if layout is not None:
        plot["layout"] = {name: float(value(layout, C + name[0])) for name in ("x", "y", "width", "height")}
    return {
        "kinds": kinds,
        "category": axis(area.find(C + "catAx")),
        "value": axis(area.find(C + "valAx")),
        "legend": {"none": True} if legend is None else {"position": "top", "font": font(legend.find(C + "txPr"))},
        "plot": plot,
    }


def related(package, part):
    """The parts that a part refers to, by their ids."""
    folder, name = posixpath.split(part)
    try:
        found = tree.fromstring(package.read(f"{folder}/_rels/{name}.rels"))
    except KeyError:
        return {}
    return {one.get("Id"): posixpath.normpath(posixpath.join(folder, one.get("Target"))) for one in found}


def of_sheet(package, part):
    """The charts of a sheet's part: row, column, size in cells, chart."""
    for drawing in related(package, part).values():
        if not drawing.startswith("xl/drawings/drawing"):
            continue
        parts = related(package, drawing)
        for anchor in tree.fromstring(package.read(drawing)):
            frame = next(anchor.iter(C + "chart"), None)
            if frame is None:
                continue
            start, end = ([int(anchor.findtext(f"{DRAW}{at}/{DRAW}{name}")) for name in ("row", "col")] for at in ("from", "to"))
            content = tree.fromstring(package.read(parts[frame.get(R + "id")]))
            yield *start, (end[1] - start[1] + 1, end[0] - start[0] + 1), chart(content)
