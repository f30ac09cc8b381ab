"""MODEL_CARD.md from the bundle's JSON. Every figure on it was measured by the training that wrote it; a section appears only where its figures are there."""
from .card_data import data, split
from .card_doubts import knowing, localisation, robustness
from .card_figures import calibration, figures_on_val, pictures, studies
from .card_price import latency, recipes, targets
from .card_shortcuts import shortcuts
from .markdown import bullets, sections


def render(bundle: dict, figures: dict, config: dict) -> str:
    text = config.get("card", {})
    return sections(
        _head(bundle, figures), _what(bundle, text), _use(bundle, text), data(bundle, figures, config), split(bundle, figures),
        figures_on_val(figures), studies(figures), pictures(figures), calibration(figures), knowing(bundle, figures), shortcuts(figures, text), robustness(figures),
        localisation(figures), recipes(figures), targets(figures), latency(figures), _limits(text), _making(bundle, figures),
    ) + "\n"


def _head(bundle: dict, figures: dict) -> str:
    chosen = ("Half of it (whole groups) chose the best state, the temperature and the thresholds; the other half chose none of them and is given apart." if "check_half" in figures else
              "It also chose the temperature and the thresholds, so it flatters.")
    compared = " The recipe was chosen by all of it." if figures.get("recipes") else ""
    return sections(f"# {bundle['name']} {bundle['version']}", "**Research use; not a medical device.** It assists a doctor, who decides.",
                    f"Figures are on `val` unless they say otherwise. {chosen}{compared} The test set kept apart decides. `evaluation.json` holds every figure.")


def _what(bundle: dict, text: dict) -> str:
    return sections("## What it is", text.get("summary", ""), f"Its answers: {', '.join(bundle['labels'])}, or none (rejected, abstained). It serves {', '.join(bundle['modalities'])}.")


def _use(bundle: dict, text: dict) -> str:
    cannot = bullets([f"**{c['label']}**: {c['why']}" for c in bundle.get("cannot_tell", [])])
    return sections(
        "## Intended use, and what it is not for",
        "For research on decision support: a second look beside a doctor's own reading. A label means \"resembles the images published under this label\"; it is no diagnosis.",
        text.get("exclusions") and "Not for:\n\n" + bullets(text["exclusions"]),
        cannot and f"What it cannot tell:\n\n{cannot}")


def _limits(text: dict) -> str:
    return f"## Limits\n\n{bullets(text['limits'])}" if text.get("limits") else ""


def _making(bundle: dict, figures: dict) -> str:
    graph = bundle["onnx"]
    return sections(
        "## Made by",
        bullets([f"trained {bundle['trained_at']}{_minutes(figures.get('training_minutes'))}", f"code {bundle['code_commit']}", f"manifest {bundle['training_data']['manifest_sha256']}",
                 f"graph {graph['sha256']} ({graph['bytes'] / 1e6:.1f} MB)"]))


def _minutes(spent) -> str:
    """A number, or what took how long."""
    if not spent:
        return ""
    return ": " + ", ".join(f"{name.replace('_', ' ')} {value:.1f} min" for name, value in spent.items()) if isinstance(spent, dict) else f" in {spent:.1f} minutes"
